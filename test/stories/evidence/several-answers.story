# A closed host answers each of three packets that were under way: three resets are no burst.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 46
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET / host www.example.com
+27ms   S > C  RESPONSE 200 length 900
+0.1ms  S > C  FIN
+0.1ms  C > S  ACK
+1s     C > S  data 500                     @one
+0.1ms  C > S  data 500                     @two
+0.1ms  C > S  data 500                     @three
+25.8ms S > C  RST                          @first
+0.1ms  S > C  RST                          @second
+0.1ms  S > C  RST                          @third
expect @first origin server trigger @one silent burst sequence-ladder counted-fields ttl-variation
expect @second origin server trigger @two
expect @third origin server trigger @three
expect no finding above info
