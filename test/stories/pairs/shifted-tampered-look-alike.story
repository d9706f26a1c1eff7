# The firewall moves the numbers and leaves the content alone.
ipv4-only: without identification or timestamps the packets have nothing of their own in common
server 203.0.113.9:80 ttl 54
second hops 10 delay 10 shift 123456789 4000000000
+0      C > S  SYN
+20ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET /x host www.example.com
+20ms   S > C  text "the price is 100 dollars" @answer
+0.1ms  C > S  ACK
+1ms    C > S  GET /y host www.example.com
+20ms   S > C  text "the price is 900 dollars"
+0.1ms  C > S  ACK
+1s     C > S  RST-ACK                 @reset
+1s     end
expect no kind tampered-content
expect @reset origin client compared client passed 7 changed 0 compared server passed 3 changed 0
