# It began in the middle of the connection, without its handshake: the packets themselves tell that it is the same one.
server 203.0.113.9:443 ttl 54
device ttl 59
second hops 10 delay 10 from 5000
+0      C > S  SYN
+20ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 300
+20ms   S > C  data 400
+10s    C > S  data 300
+20ms   S > C  data 400
+1s     C > S  data 300                @last
+5ms    M > C  RST-ACK                 @forged
+15ms   S > C  data 400
+0.1ms  C > S  RST                     @own
+1s     end
expect @forged origin middlebox accusing other-capture
expect pair connections 1
