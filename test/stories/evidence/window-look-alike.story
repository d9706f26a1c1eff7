# A load balancer writes a reason where the window would be (8212: the port is closed).
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:81 ttl 247
+0      C > S  SYN
+26ms   S > C  RST-ACK window 8212          @reset
expect @reset origin server silent window cause port-closed
