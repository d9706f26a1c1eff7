# The same where the proxy passes on bytes as they come, and the client leaves first.
server 203.0.113.9:80 ttl 54
second hops 10 delay 10
+0      C > S  SYN                     here
+20ms   S > C  SYN-ACK                 here
+0.1ms  C > S  ACK                     here
+1ms    C > S  data 300 here
connection 2
client 10.0.0.9:41000 ttl 60 id counter 30000
server 192.168.7.10:80 ttl 64 id counter 50000
+5ms    C > S  SYN                     there
+0.1ms  S > C  SYN-ACK                 there
+20ms   C > S  ACK                     there
+1ms    C > S  data 300 there
+5ms    S > C  data 400 there
connection 1
+20ms   S > C  data 400 here
+1s     C > S  RST-ACK                 here @leaves
connection 2
+60ms   C > S  RST-ACK                 there @drops
+1s     end
expect @leaves origin client leg bytes this
expect there @drops leg bytes other
