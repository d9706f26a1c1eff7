# RST together with SYN and FIN: a scanner's or a damaged packet, and nobody can say whose.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 46
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    S > C  RST flags SFR                @reset
+1ms    C > S  data 100
+26ms   S > C  data 100
+0.1ms  C > S  ACK
expect @reset origin unknown cause unknown effect ignored
