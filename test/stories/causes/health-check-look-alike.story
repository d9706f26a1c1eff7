# A client that asks, is answered and leaves by reset checks nobody's health.
client 10.0.0.2:40001 ttl 64
server 10.0.0.9:8080 ttl 63
+0      C > S  SYN
+0.3ms  S > C  SYN-ACK
+0.1ms  C > S  ACK
+0.1ms  C > S  GET / host internal
+2ms    S > C  RESPONSE 200 length 5000 body 1300
+0.1ms  C > S  RST-ACK                      @reset
expect @reset origin client not-cause health-check half-open-scan cause unread-data|abort severity note
