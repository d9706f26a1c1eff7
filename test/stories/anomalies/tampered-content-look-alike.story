# A retransmission that was put together from two segments: longer, not different.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 46 id zero
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 100
+27ms   S > C  data 400                     @first
+0.05ms S > C  data 500
+0.1ms  C > S  ACK dropped
+230ms  S > C  data 900 seq =seq of @first
+0.1ms  C > S  ACK
expect no kind tampered-content no finding above info
