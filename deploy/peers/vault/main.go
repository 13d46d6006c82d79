// Command vault is HashiCorp Vault as a test peer, built from the Go module proxy for machines that
// cannot pull the vendor's image. Vault is under the Business Source License: this binary is made
// on the tester's machine and is never part of anything Sealstream ships.
package main

import (
	"os"

	"github.com/hashicorp/vault/command"
)

func main() {
	os.Exit(command.Run(os.Args[1:]))
}
