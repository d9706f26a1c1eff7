# A load balancer that explains itself speaks for itself: it is the server here.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 245
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 200
+27ms   S > C  data 100
+0.1ms  C > S  ACK
+300s   S > C  RST-ACK text "BIG-IP: [0x2b7ef0:0] Flow expired (sweeper)" @reset
expect @reset origin server silent payload cause idle-timeout trigger idle
