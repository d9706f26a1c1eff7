# The same refusal by the kernel: the octet comes back.
ipv4-only: rests on the TOS octet
client 10.0.0.2:50123 ttl 64 tos 16
server 203.0.113.9:22 ttl 50
+0      C > S  SYN
+26ms   S > C  RST-ACK                      @reset
expect @reset origin server cause port-closed not-cause host-firewall-reject trigger syn
expect @reset clearing traffic-class silent flow-label
