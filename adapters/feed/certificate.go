package feed

import (
	"crypto/tls"
	"crypto/x509"
)

// clientTLS trusts these certificates and no others.
func clientTLS(roots *x509.CertPool) *tls.Config {
	return &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}
}
