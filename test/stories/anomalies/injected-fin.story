# A device ends the stream with a block page and a FIN; the server's own answer comes after.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 46
device ttl 60 window 123 no-df
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET / host blocked.example   @request
+4ms    M > C  FIN                          @fin
+0.1ms  C > S  ACK
+22ms   S > C  RESPONSE 200 length 900
+0.1ms  C > S  ACK
expect kind injected-fin origin middlebox severity error trigger @request accusing ttl-shift foreknowledge dont-fragment clearing mac-address
expect no kind injected-response no kind tampered-content
