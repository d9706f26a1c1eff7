# The second capture holds the client's packets alone: that the server's reset is not in it says nothing.
server 203.0.113.9:443 ttl 54
second hops 10 delay 10 only C
+0      C > S  SYN
+20ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 300
+20ms   S > C  ACK
+1s     S > C  RST-ACK                 @reset
+1s     end
expect @reset origin server silent other-capture
expect pair connections 1
