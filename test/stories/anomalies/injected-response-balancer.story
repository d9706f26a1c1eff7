# A balancer opens the connection and a server behind it answers from farther away; then the balancer answers as well.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 52 id zero
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET / host www.example.com   @request
+27ms   S > C  data 900 ttl 46              @first
+0.1ms  C > S  ACK dropped
+230ms  S > C  other-data 900 seq =seq of @first
+0.1ms  C > S  ACK
+5ms    S > C  data 900 ttl 46
+0.1ms  C > S  ACK
expect kind injected-response origin unknown severity warn trigger @request
expect @first clearing ttl-shift not-accusing foreknowledge
