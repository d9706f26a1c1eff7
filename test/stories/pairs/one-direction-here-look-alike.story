# The first capture holds the client's packets alone, and the client's kernel resets what comes after it has closed: the
# numbers of those resets were acknowledged by packets that are not seen, so they neither climb nor are there too many.
only C
server 203.0.113.9:80 ttl 54
second hops 10 delay 10
+0      C > S  SYN
+20ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET / host www.example
+20ms   S > C  data 1400
+0.1ms  C > S  FIN                     @fin
+2ms    S > C  data 1400               crossing @fin
+0.1ms  C > S  RST                     @reset
+2ms    S > C  data 1400
+0.1ms  C > S  RST                     @second
+1s     end
expect @reset origin client silent burst sequence-ladder rst-form
expect @second origin client silent burst sequence-ladder rst-form
