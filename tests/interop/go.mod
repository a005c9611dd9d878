module fanin.test/interop

go 1.24

require (
	github.com/nats-io/nats-server/v2 v2.12.6
	github.com/nats-io/natscli v0.4.0
)
