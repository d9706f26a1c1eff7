# Two ports refuse, and nothing else of the server is seen. Its refusals came by the server's capture and then by the
# client's, so that nothing between the two made them: that clears it in both.
server 203.0.113.9:443 ttl 54
second hops 10 delay 10
+0      C > S  SYN
+20ms   S > C  RST-ACK                 @first
connection 2
client 10.0.0.2:50124 ttl 64
server 203.0.113.9:80 ttl 54
+1s     C > S  SYN
+20ms   S > C  RST-ACK                 @second
+1s     end
expect @first origin server clearing other-capture
expect there @first origin server clearing other-capture
expect there @second origin server clearing other-capture
