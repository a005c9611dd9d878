// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// peer_accountserver FOLDER: answers GET /jwt/v1/accounts/:key from FOLDER/<key>.jwt on a free
// loopback port, which it prints. Stands in for nats-account-server, which the Go module proxy does
// not give out any more: the same router, the same library, and the same steps for each request
// (read the file, decode the token, compare the ETag, set the headers), and nothing else.
package main

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/julienschmidt/httprouter"
	"github.com/nats-io/jwt/v2"
)

func main() {
	folder := os.Args[1]
	router := httprouter.New()
	router.GET("/jwt/v1/accounts/:key", func(w http.ResponseWriter, r *http.Request, p httprouter.Params) {
		text, err := os.ReadFile(filepath.Join(folder, p.ByName("key")+".jwt"))
		if err != nil {
			http.Error(w, "error loading JWT", http.StatusInternalServerError)
			return
		}
		claims, err := jwt.DecodeAccountClaims(string(text))
		if err != nil {
			http.Error(w, "error loading JWT", http.StatusInternalServerError)
			return
		}
		etag := `"` + claims.ID + `"`
		if strings.Contains(r.Header.Get("If-None-Match"), etag) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		age := strconv.FormatInt(claims.Expires-time.Now().Unix(), 10)
		w.Header().Set("Etag", etag)
		w.Header().Set("Cache-Control", "max-age="+age+", stale-while-revalidate=3600, stale-if-error=3600")
		w.Header().Set("Content-Type", "application/jwt")
		w.WriteHeader(http.StatusOK)
		w.Write(text)
	})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Println(listener.Addr().(*net.TCPAddr).Port)
	server := &http.Server{Handler: router, ReadTimeout: 5 * time.Second, WriteTimeout: 5 * time.Second}
	panic(server.Serve(listener))
}
