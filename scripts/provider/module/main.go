// Serves dmacvicar/libvirt as its own release does. A module of our own, because the released one replaces a
// dependency that is gone under its old name, and `go install` refuses modules with replace directives.
package main

import (
	"os"

	"github.com/dmacvicar/terraform-provider-libvirt/libvirt"
	"github.com/hashicorp/terraform-plugin-sdk/v2/plugin"
)

func main() {
	// The seed disks that it makes lie beside its socket: where it is killed, what is left of them goes with the host.
	if folder := os.Getenv("PLUGIN_UNIX_SOCKET_DIR"); folder != "" {
		os.Setenv("TMPDIR", folder)
	}
	plugin.Serve(&plugin.ServeOpts{ProviderFunc: libvirt.Provider})
}
