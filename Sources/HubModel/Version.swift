/// The version of hubgen, as `--version`, feeds and requests name it.
package let hubgenVersion = "0.1.0"
