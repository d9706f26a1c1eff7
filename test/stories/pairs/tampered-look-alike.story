# The same bytes at both points, in packets that were cut otherwise: nothing was changed.
server 203.0.113.9:80 ttl 54
second hops 10 delay 10
+0      C > S  SYN
+20ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET /x host www.example.com
+10ms   S > C  text "the price is 100 dollars" there dropped ttl 64 @whole
+10ms   S > C  text "the price is" seq =seq of @whole             here
+0.1ms  S > C  text " 100 dollars" seq =seq of @whole +12         here
+0.1ms  C > S  ACK
+1s     C > S  RST-ACK                 @reset
+1s     end
expect no kind tampered-content
expect @reset origin client compared server passed 1 changed 0 injected 0 lostBetween 0
