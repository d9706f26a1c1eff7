# The server does not like the ClientHello: an alert, then a reset.
client 10.0.0.2:50123 ttl 64 timestamps
server 203.0.113.9:443 ttl 50 timestamps
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  HELLO unknown.example
+26ms   S > C  ACK
+1ms    S > C  ALERT
+0.2ms  S > C  RST-ACK                      @reset
expect @reset origin server cause tls-refused effect closed severity warn not-cause blocked-sni
expect @reset silent content-met
