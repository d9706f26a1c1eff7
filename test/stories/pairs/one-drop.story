# The one packet that the second capture fails to record is the server's reset.
ipv4-only: the identification, which speaks for the server, is not in IPv6
server 203.0.113.9:443 ttl 54
second hops 10 delay 10
+0      C > S  SYN
+20ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 300
+20ms   S > C  data 400
+0.1ms  C > S  ACK
+1s     S > C  RST-ACK                 here @reset
+1s     end
expect @reset not middlebox
