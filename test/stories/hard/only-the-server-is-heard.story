# Only one direction was captured: the server aborts after its answer.
only S
client 10.0.0.2:50123 ttl 64 timestamps
server 203.0.113.9:80 ttl 46 timestamps
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 100
+28ms   S > C  ACK
+0.1ms  S > C  data 1400
+0.1ms  C > S  ACK
+1s     S > C  RST-ACK                      @reset
expect @reset origin server effect closed
