# A balancer completes the handshake, a server behind it sends the data and resets later.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 52
+0      C > S  SYN
+26ms   S > C  SYN-ACK ttl 246
+0.1ms  C > S  ACK
+1ms    C > S  data 100
+28ms   S > C  ACK
+0.1ms  S > C  data 100
+0.1ms  C > S  ACK
+100s   C > S  data 100                     @data
+28ms   S > C  RST                          @reset
expect @reset origin server clearing ttl-shift trigger @data
