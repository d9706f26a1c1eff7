# Two addresses of one host: their resets share a counter and the distance that all its packets have.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 118 id counter 700
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 100
+27ms   S > C  data 100
+0.1ms  C > S  ACK
+1s     S > C  RST-ACK window 0             @one
connection 2
client 10.0.0.2:50124
server 203.0.113.10:443 ttl 118 id counter 705
+1s     C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 100
+27ms   S > C  data 100
+0.1ms  C > S  ACK
+1s     S > C  RST-ACK window 0             @two
expect @one origin server silent shared-counter same-device
expect @two origin server silent shared-counter same-device
expect no pattern same-device
