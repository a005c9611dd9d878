module fanin.test/interop

go 1.25.0

require github.com/nats-io/natscli v0.4.0

require github.com/nats-io/nats-server/v2 v2.14.0 // indirect
