# Both have closed; the server's stack sends a reset for good measure.
client 10.0.0.2:50123 ttl 64 timestamps
server 203.0.113.9:80 ttl 46 timestamps
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET / host www.example.com
+27ms   S > C  RESPONSE 200 length 500
+0.1ms  S > C  FIN
+0.1ms  C > S  FIN
+26ms   S > C  RST-ACK                      @reset
expect @reset origin server severity info
expect no finding above info
