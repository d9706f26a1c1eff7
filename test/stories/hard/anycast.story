# Packets of the server arrive over paths that differ by up to three hops; so does its reset.
client 10.0.0.2:50123 ttl 64 timestamps
server 203.0.113.9:443 ttl 55 timestamps
+0      C > S  SYN
+26ms   S > C  SYN-ACK ttl 52
+0.1ms  C > S  ACK
+1ms    C > S  data 100
+28ms   S > C  ACK ttl 54
+0.1ms  S > C  data 1400 ttl 55
+0.1ms  S > C  data 1400 ttl 53
+0.1ms  C > S  ACK
+1s     S > C  RST-ACK ttl 57               @reset
expect @reset origin server trigger none
