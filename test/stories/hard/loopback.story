# Both ends are one host; nothing can be between them.
client 127.0.0.1:50123 ttl 64 timestamps
server 127.0.0.1:8080 ttl 64 timestamps
+0      C > S  SYN
+0.01ms S > C  SYN-ACK
+0.01ms C > S  ACK
+0.1ms  C > S  data 100
+0.01ms S > C  ACK
+5ms    S > C  RST-ACK                      @reset
expect @reset origin server cause unread-data|abort
