// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// peer_jwt FILE: decodes, verifies and validates each line of FILE with the Go library and prints
// the nanoseconds of wall time for each.
package main

import (
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/nats-io/jwt/v2"
)

func main() {
	content, err := os.ReadFile(os.Args[1])
	if err != nil {
		panic(err)
	}
	tokens := strings.Split(strings.TrimSpace(string(content)), "\n")
	accepted := 0
	start := time.Now()
	for _, token := range tokens {
		claims, err := jwt.Decode(token)
		if err != nil {
			panic(err)
		}
		results := jwt.CreateValidationResults()
		claims.Validate(results)
		if !results.IsBlocking(true) {
			accepted++
		}
	}
	elapsed := time.Since(start)
	if accepted != len(tokens) {
		panic(fmt.Sprintf("%d of %d accepted", accepted, len(tokens)))
	}
	fmt.Printf("%.1f\n", float64(elapsed.Nanoseconds())/float64(len(tokens)))
}
