# A server that never sets the bit.
ipv4-only: rests on the DF bit
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 246 no-df
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 100
+27ms   S > C  data 100
+0.1ms  C > S  ACK
+100s   C > S  data 100                     @data
+26ms   S > C  RST                          @reset
expect @reset origin server silent dont-fragment trigger @data
