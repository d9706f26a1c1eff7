# The numbers are moved, and of one answer nothing is alike: the payload may have been made unreadable by those numbers, so
# that one letter of another answer differs accuses nobody.
ipv4-only: without identification or timestamps the packets have nothing of their own in common
server 203.0.113.9:80 ttl 54
second hops 10 delay 10 shift 123456789 4000000000
+0      C > S  SYN
+20ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET /x host www.example.com
+20ms   S > C  text "xw3bvq8zkhtr0mjfp5kd" there-text "6ucgylan2soe7d14i9ux"
+0.1ms  C > S  ACK
+20ms   S > C  text "ka8m0cq5zt2j4wn7rbxe" there-text "ka8m0cq5zt2j4wn7rbye"
+0.1ms  C > S  ACK
+1s     C > S  RST-ACK                 @reset
+1s     end
expect no kind tampered-content
expect @reset origin client compared server passed 3 changed 0
