# A second client's connection is in the server's capture alone; that the first client's capture does not hold it says
# nothing.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 54
second hops 10 delay 10
+0      C > S  SYN
+20ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 300
+20ms   S > C  ACK
+1s     S > C  RST-ACK                 @reset
connection 2
client 10.0.0.3:50123 ttl 54
+1s     C > S  SYN                     there
+0.1ms  S > C  SYN-ACK                 there ttl 64
+20ms   C > S  ACK                     there
+1s     C > S  RST-ACK                 there @other
+1s     end
expect @reset origin server
expect there @other not middlebox silent other-capture
