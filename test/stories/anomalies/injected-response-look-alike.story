# The answer is sent twice because its ACK was lost: the same bytes.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 46
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET / host www.example.com
+27ms   S > C  RESPONSE 200 length 900      @answer
+0.1ms  C > S  ACK dropped
+230ms  S > C  again @answer
+0.1ms  C > S  ACK
expect no kind injected-response no kind tampered-content no finding above info
