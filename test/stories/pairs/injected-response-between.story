# A page that the server did not send, as the captures at both ends show.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 56
device ttl 60 no-df
second hops 8 delay 10
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET / host www.example.com   @request
+4ms    M > C  RESPONSE 302 length 10       @injected
+0.1ms  C > S  ACK
+22ms   S > C  RESPONSE 200 length 900      @real
+0.1ms  C > S  ACK
+400ms  S > C  data 100
+0.1ms  C > S  ACK
+5s     end
expect @injected origin middlebox accusing other-capture ttl-shift foreknowledge
