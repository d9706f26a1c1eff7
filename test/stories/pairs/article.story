# A device nine hops from the client cuts a connection of 21 hops towards both ends. Its start value is an odd one, which
# only both captures together tell: (85 + 82 + 21) / 2 = 94.
client 10.0.0.2:52112 ttl 64
server 203.0.113.10:80 ttl 43 id counter 900
device id counter 1536
second hops 21 delay 13
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK                     @ack
+0.1ms  M > C  RST ttl 85              @forged
+5ms    M > S  RST ttl 82              @sister
+20ms   S > C  ACK                     @on
+0.1ms  C > S  RST                     @own
+1s     end
expect @forged origin middlebox accusing other-capture effect closed hops 9
expect @own origin client
expect there @sister origin middlebox accusing other-capture hops 9
expect there @own origin client clearing other-capture
expect pair connections 1 offset 0 within 0.0001 hops 21
