# The first capture fails to record packets: a forged reset stands all the same, since the second one is whole.
server 203.0.113.9:443 ttl 54
device ttl 59
second hops 10 delay 10
+0      C > S  SYN
+20ms   S > C  SYN-ACK
+0.1ms  C > S  ACK                     there
+1ms    C > S  HELLO blocked.example   @hello
+6ms    M > C  RST-ACK                 @forged
+14ms   S > C  SERVERHELLO 900         there
+0.1ms  C > S  RST                     @own
+1s     end
expect @forged origin middlebox accusing other-capture
expect there @own origin client clearing other-capture
