# The odd one of two answers, of another start value and from as far, left the server itself: no device is accused.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 56 id zero
second hops 8 delay 10
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET / host www.example.com   @request
+26ms   S > C  ACK
+5ms    S > C  data 900                     @first
+0.1ms  C > S  ACK dropped
+230ms  S > C  other-data 900 seq =seq of @first ttl 120 @second
+0.1ms  C > S  ACK
+5s     end
expect @second origin unknown clearing other-capture
