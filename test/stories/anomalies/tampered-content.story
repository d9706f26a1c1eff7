# The same bytes of the stream come twice and differ, and no header tells which is the original.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 46 id zero
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 100
+27ms   S > C  data 900                     @first
+0.1ms  C > S  ACK
+5ms    S > C  other-data 900 seq =seq of @first @second
+0.1ms  C > S  ACK
expect kind tampered-content severity warn
expect no kind injected-response
