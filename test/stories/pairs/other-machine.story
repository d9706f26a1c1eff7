# A balancer sends the second request to another machine behind the same address, which does not know the connection. The
# captured server neither got the request nor sent the reset; a device beside it would look the same.
server 203.0.113.9:443 ttl 54
second hops 10 delay 10
+0      C > S  SYN
+20ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 300
+20ms   S > C  data 400
+0.1ms  C > S  ACK
+1s     C > S  data 300                here
+20ms   S > C  RST                     here @reset
+1s     end
expect @reset origin unknown evidence other-capture
