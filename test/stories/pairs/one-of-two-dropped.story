# The server, which has no such connection, answers both packets alike; the second capture fails to record one answer.
server 203.0.113.9:443 ttl 54
second hops 10 delay 10
+0      C > S  SYN
+20ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  HELLO www.example       @hello
+20ms   S > C  RST                     @first
+0.1ms  S > C  RST                     here @second
+1s     end
expect @second not middlebox not-accusing other-capture
