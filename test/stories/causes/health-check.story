# A load balancer opens the port every five seconds and leaves at once.
client 10.0.0.2:40001 ttl 64
server 10.0.0.9:8080 ttl 63
+0      C > S  SYN
+0.3ms  S > C  SYN-ACK
+0.1ms  C > S  ACK
+0.1ms  C > S  RST-ACK                      @first
connection 2
client 10.0.0.2:40002
+5s     C > S  SYN
+0.3ms  S > C  SYN-ACK
+0.1ms  C > S  ACK
+0.1ms  C > S  RST-ACK                      @second
connection 3
client 10.0.0.2:40003
+5s     C > S  SYN
+0.3ms  S > C  SYN-ACK
+0.1ms  C > S  ACK
+0.1ms  C > S  RST-ACK                      @third
expect @first origin client cause health-check severity info
expect @third origin client cause health-check severity info not-cause half-open-scan abort
expect no finding above info
