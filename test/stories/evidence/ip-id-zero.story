# An abort without a number, where the socket that it claims to come from numbers all its packets.
ipv4-only: rests on the IP ID
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 46 id linux 4000
device ttl 47 id zero no-df
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 500
+26ms   S > C  ACK
+1ms    S > C  data 900
+0.1ms  C > S  ACK
+20ms   M > C  RST-ACK                         @reset
expect @reset origin middlebox accusing ip-id dont-fragment ttl-shift
