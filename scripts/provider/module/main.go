// Serves dmacvicar/libvirt as its own release does. A module of our own, because the released one replaces a
// dependency that is gone under its old name, and `go install` refuses modules with replace directives.
package main

import (
	"github.com/dmacvicar/terraform-provider-libvirt/libvirt"
	"github.com/hashicorp/terraform-plugin-sdk/v2/plugin"
)

func main() {
	plugin.Serve(&plugin.ServeOpts{ProviderFunc: libvirt.Provider})
}
