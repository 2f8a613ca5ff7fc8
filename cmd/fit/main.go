// Command fit finds the weights of the engine's models and says what each feature is worth. It is
// for developers; the bot does not need it.
//
//	go run ./cmd/fit ask DATA    the models that rank answers and refuse to answer
package main

import (
	"fmt"
	"os"
)

func main() {
	if len(os.Args) < 2 || os.Args[1] != "ask" {
		fmt.Fprintln(os.Stderr, "usage: go run ./cmd/fit ask DATA   (DATA holds windows/, rtqa_news/ and pages/)")
		os.Exit(2)
	}
	if err := fitAsk(os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, "fit:", err)
		os.Exit(1)
	}
}
