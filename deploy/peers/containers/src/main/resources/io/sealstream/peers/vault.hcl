# A Vault of one node for tests and the local stack.
storage "raft" {
  path                   = "/state/raft"
  node_id                = "one"
  performance_multiplier = 1
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
api_addr      = "https://127.0.0.1:8200"
cluster_addr  = "https://127.0.0.1:8201"
disable_mlock = true
log_level     = "warn"
