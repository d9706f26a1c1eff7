# A packet filter on the host refuses with a reset: it leaves the traffic class 0 where the kernel mirrors it.
ipv4-only: rests on the TOS octet
client 10.0.0.2:50123 ttl 64 tos 16
server 203.0.113.9:22 ttl 50
+0      C > S  SYN
+26ms   S > C  RST-ACK tos 0                @reset
expect @reset origin server cause host-firewall-reject names port-closed trigger syn effect closed
expect @reset accusing traffic-class
