# One packet is lost and sent again: it happens.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 46
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET / host www.example.com dropped @request
+300ms  C > S  again @request
+27ms   S > C  RESPONSE 200 length 900
+0.1ms  C > S  FIN
+26ms   S > C  FIN
+0.1ms  C > S  ACK
expect no kind packet-loss no finding
