# The page comes in three pieces and with a FIN: none of them is an alibi for the others.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 46
device ttl 60 window 123
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET / host www.example.com   @request
+4ms    M > C  RESPONSE 302 length 10       @injected
+0.1ms  M > C  other-data 500 seq =end of @injected
+0.1ms  M > C  FIN
+0.1ms  C > S  ACK
+22ms   S > C  RESPONSE 200 length 2900     @real
+0.1ms  C > S  ACK
+1ms    S > C  data 500
+0.1ms  C > S  ACK
expect @injected origin middlebox accusing ttl-shift foreknowledge trigger @request
expect kind injected-fin origin middlebox accusing ttl-shift
