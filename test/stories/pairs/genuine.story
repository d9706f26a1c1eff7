# The server has no listener: both captures hold its refusal, so nothing between them made it.
server 203.0.113.9:443 ttl 54
second hops 10 delay 10
+0      C > S  SYN
+20ms   S > C  RST-ACK                 @reset
+1s     C > S  SYN                     @retry
+20ms   S > C  RST-ACK                 @again
+1s     end
expect @reset origin server clearing other-capture seen-there @reset
expect there @reset origin server
