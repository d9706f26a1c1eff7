# A page that the server did not send arrives first; the real answer takes the same place in the stream.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 46
device ttl 60 window 123 no-df
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET / host www.example.com   @request
+4ms    M > C  RESPONSE 302 length 10       @injected
+0.1ms  C > S  ACK
+22ms   S > C  RESPONSE 200 length 900      @real
+0.1ms  C > S  ACK
expect kind injected-response origin middlebox severity error trigger @request
expect @injected origin middlebox accusing ttl-shift foreknowledge dont-fragment clearing mac-address silent rst-form timing
