# The ends live in different VLANs, and the reset in the server's own.
link-bound: rests on the VLAN
client 10.0.0.2:50123 ttl 64 vlan 10
server 203.0.113.9:443 ttl 46 vlan 20
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 100
+27ms   S > C  data 100
+0.1ms  C > S  ACK
+100s   C > S  data 100
+26ms   S > C  RST                          @reset
expect @reset origin server silent vlan clearing mac-address
