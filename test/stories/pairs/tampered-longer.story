# The device puts a longer word in: the packet that arrives matches none that was sent.
server 203.0.113.9:80 ttl 54
second hops 10 delay 10
+0      C > S  SYN
+20ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET /x host www.example.com
+20ms   S > C  text "the price is high, says the shop" there-text "the price is low" @answer
+0.1ms  C > S  ACK
+1s     C > S  RST-ACK                 @reset
+1s     end
expect kind tampered-content origin middlebox compared server passed 2 changed 1 lostBetween 0 injected 0 changes payload
expect @reset origin client
