ui            = false
disable_mlock = true
api_addr      = "https://vault:8200"
cluster_addr  = "https://127.0.0.1:8201"
storage "raft" {
  path    = "/vault/file"
  node_id = "vault"
}
listener "tcp" {
  address                            = "0.0.0.0:8200"
  cluster_address                    = "127.0.0.1:8201"
  tls_cert_file                      = "/identity/cert.pem"
  tls_key_file                       = "/identity/key.pem"
  tls_client_ca_file                 = "/identity/services.pem"
  tls_require_and_verify_client_cert = true
  tls_min_version                    = "tls13"
}
